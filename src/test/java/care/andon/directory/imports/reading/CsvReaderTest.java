package care.andon.directory.imports.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a file can be broken has a name, a line and, where there is one, a column. */
class CsvReaderTest {
  private static final RowReader ROWS =
      new RowReader(new ObjectMapper(), Validation.buildDefaultValidatorFactory().getValidator());
  private static final String HEADER = "externalId,username,name,title,unit\n";

  @Test
  void a_file_is_read_line_by_line() throws IOException {
    var upload = read(HEADER + "1,a,A A,T,4W\n2,b,B,T,\n");

    assertThat(upload.rejections()).isEmpty();
    assertThat(upload.lines(ImportSheet.PEOPLE))
        .extracting(ImportLine::number)
        .containsExactly(2, 3);
    assertThat(upload.lines(ImportSheet.PEOPLE).getFirst().get("name")).isEqualTo("A A");
    assertThat(upload.lines(ImportSheet.PEOPLE).getLast().get("unit")).isNull();
  }

  @Test
  void a_byte_order_mark_and_windows_line_ends_are_let_by() throws IOException {
    var upload = read("\uFEFF" + (HEADER + "1,a,A,T,4W\n2,b,B,T,\n").replace("\n", "\r\n"));

    assertThat(upload.rejections()).isEmpty();
    assertThat(upload.lines(ImportSheet.PEOPLE))
        .extracting(ImportLine::number)
        .containsExactly(2, 3);
  }

  @Test
  void a_spreadsheet_may_separate_by_semicolons() throws IOException {
    assertThat(read(HEADER.replace(',', ';') + "1;a;A;T;4W\n").lines(ImportSheet.PEOPLE))
        .hasSize(1);
  }

  @Test
  void lines_are_counted_as_an_editor_does_also_after_empty_ones() throws IOException {
    var upload = read(HEADER + "\n1,a,A,T,4W\n\n\n2,b,=B,T,\n");

    assertThat(upload.lines(ImportSheet.PEOPLE))
        .extracting(ImportLine::number)
        .containsExactly(3, 6);
    assertThat(upload.rejections()).extracting(Rejection::line).containsExactly(6);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`1,a,A,T\n`, 2, , ragged_line",
        "`1,a,A,T,4W,x\n`, 2, , ragged_line",
        "`1,a,A,T,4W\n2,\"b,B,T,4W\n3,c,C,T,\n`, 3, username, unclosed_quote",
        "`1,\"a\"x,A,T,4W\n`, 2, username, not_csv",
        "`1,a,\"A`, 2, name, unclosed_quote",
        "`1,a,=1+1,T,4W\n`, 2, name, formula",
        "`1,a,+A,T,4W\n`, 2, name, formula",
        "`1,a,-A,T,4W\n`, 2, name, formula",
        "`1,a,@A,T,4W\n`, 2, name, formula",
        "`1,a,\"\tA\",T,4W\n`, 2, name, formula",
        "`1,a,\"\rA\",T,4W\n`, 2, name, formula",
        "`1,a,A,,4W\n`, 2, title, required",
        "`1,a b,A,T,4W\n`, 2, username, not_valid",
        "`1,a,\"A\nB\",T,4W\n`, 2, name, bad_text",
        "`1,a,A\u0000,T,4W\n`, 2, name, bad_text",
      })
  void what_is_wrong_in_a_line_is_named(String lines, int line, String column, String code)
      throws IOException {
    assertThat(read(HEADER + lines).rejections())
        .anySatisfy(
            it -> {
              assertThat(it.file()).isEqualTo("people");
              assertThat(it.line()).isEqualTo(line);
              assertThat(it.column()).isEqualTo(column);
              assertThat(it.code()).isEqualTo(code);
            });
  }

  @Test
  void a_header_is_as_documented_or_the_file_is_not_read() throws IOException {
    assertThat(codes(read("username,name,titel\na,A,T\n")))
        .containsExactlyInAnyOrder("unknown_column", "missing_column");
    assertThat(codes(read("username,username,name,title\na,a,A,T\n")))
        .containsExactly("repeated_column");
    assertThat(codes(read(""))).containsExactly("missing_header");
  }

  /**
   * The byte 233 is a letter in many encodings; in UTF-8 it begins a character that is incomplete.
   */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`1,a,A,T,4W\n2,b,Ren\u00e9,T,4W\n`, 3, name",
        "`1,a,A,T,4W\r\n2,b,Ren\u00e9,T,4W\r\n`, 3, name",
        "`1,a,A,T,4W\r2,b,Ren\u00e9,T,4W\r`, 3, name",
        "`\u00e9,a,A,T,4W\n`, 2, externalId",
        "`1,a,A,T,\u00e9`, 2, unit",
        "`1,a,A,T,4W\n\u00e9`, 3, externalId",
        "`1,a,\"A, B \"\"\u00e9\"\"\",T,4W\n`, 2, name",
        "`1,a,\"A, B,\nC, \u00e9\",T,4W\n`, 3, name",
        "`1,a,\"A, B\"\u00e9,T,4W\n`, 2, name",
        "`1,a,A,T,4W,x,\u00e9\n`, 2, 7",
        "`1,\"a\"x,A,T,4W\n2,b,\u00e9,T,4W\n`, 3, ",
      })
  void what_is_not_utf8_is_refused_where_it_begins(String lines, int line, String column)
      throws IOException {
    var upload = read(HEADER + lines, StandardCharsets.ISO_8859_1);

    assertThat(codes(upload)).containsExactly("not_utf8");
    assertThat(upload.rejections().getFirst().line()).isEqualTo(line);
    assertThat(upload.rejections().getFirst().column()).isEqualTo(column);
    assertThat(codes(read(HEADER + lines))).doesNotContain("not_utf8");
  }

  @Test
  void a_column_is_found_by_its_name_after_semicolons_and_in_another_order() throws IOException {
    var upload = read("title;name;username\nT, U;Ren\u00e9;rene\n", StandardCharsets.ISO_8859_1);

    assertThat(upload.rejections().getFirst().line()).isEqualTo(2);
    assertThat(upload.rejections().getFirst().column()).isEqualTo("name");
  }

  @Test
  void a_header_that_is_not_utf8_has_no_names_yet() throws IOException {
    var upload = read("username,pr\u00e9nom,name,title\nx,A,A,T\n", StandardCharsets.ISO_8859_1);

    assertThat(codes(upload)).containsExactly("not_utf8");
    assertThat(upload.rejections().getFirst().line()).isEqualTo(1);
    assertThat(upload.rejections().getFirst().column()).isEqualTo("2");
  }

  /** Text is decoded in pieces of 64 KiB. */
  @Test
  void a_place_far_down_is_found_as_well() throws IOException {
    var lines = new StringBuilder(HEADER);
    for (int i = 2; i < 10_000; i++) {
      lines.append(i).append(",person.").append(i).append(",A,T,\n");
    }

    var upload = read(lines + "10000,x,A,Caf\u00e9,\n10001,y,A,T,\n", StandardCharsets.ISO_8859_1);

    assertThat(upload.rejections().getFirst().line()).isEqualTo(10_000);
    assertThat(upload.rejections().getFirst().column()).isEqualTo("title");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "windows-1252", "IBM037"})
  void other_encodings_are_refused_as_such(String charset) throws IOException {
    // Plain letters in UTF-16 without a byte order mark are valid UTF-8.
    var name = charset.startsWith("UTF") ? "Rene" : "Ren\u00e9";
    var upload = read(HEADER + "1,a," + name + ",T,4W\n", Charset.forName(charset));

    assertThat(codes(upload)).containsExactly("not_utf8");
    assertThat(upload.rejections().getFirst().file()).isEqualTo("people");
    assertThat(upload.rejections().getFirst().line()).isIn(1, 2);
    assertThat(upload.rejections().getFirst().column()).isIn("1", "name");
    assertThat(upload.lines(ImportSheet.PEOPLE)).isEmpty();
  }

  @Test
  void a_broken_file_does_not_make_anybody_gone() throws IOException {
    assertThat(read(HEADER + "1,a,A,T,4W\n").hasAllOf(ImportSheet.PEOPLE)).isTrue();
    assertThat(read(HEADER + "1,a,A,T\n").hasAllOf(ImportSheet.PEOPLE)).isFalse();
  }

  @Test
  void more_rows_than_may_be_are_not_read() throws IOException {
    var upload = Upload.ofCsv(2, ROWS);
    new CsvReader(upload)
        .read(ImportSheet.PEOPLE, () -> bytes(HEADER + "1,a,A,T,\n2,b,B,T,\n3,c,C,T,\n4,d,D,T,\n"));

    assertThat(codes(upload)).containsExactly("too_many_rows");
    assertThat(upload.rejections().getFirst().line()).isEqualTo(4);
    assertThat(upload.lines(ImportSheet.PEOPLE)).hasSize(2);
  }

  private static List<String> codes(Upload upload) {
    return upload.rejections().stream().map(Rejection::code).toList();
  }

  private static Upload read(String text) throws IOException {
    return read(text, StandardCharsets.UTF_8);
  }

  private static Upload read(String text, Charset charset) throws IOException {
    var upload = Upload.ofCsv(100, ROWS);
    new CsvReader(upload)
        .read(ImportSheet.PEOPLE, () -> new ByteArrayInputStream(text.getBytes(charset)));
    return upload;
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
