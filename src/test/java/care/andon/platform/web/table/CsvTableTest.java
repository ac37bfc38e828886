package care.andon.platform.web.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
  @Test
  void rows_are_lines_below_a_header() {
    assertThat(csv("[{'a':1,'b':'x'},{'a':2.5,'b':null},{'a':true,'b':'y'}]"))
        .isEqualTo("a,b\r\n1,x\r\n2.5,\r\ntrue,y\r\n");
  }

  @Test
  void inner_objects_have_columns_and_lists_of_texts_one_cell() {
    assertThat(csv("[{'a':{'low':0.5,'high':{'x':1}},'b':['one','two'],'c':[{'d':1}]}]"))
        .isEqualTo("a.low,a.high.x,b,c\r\n0.5,1,one two,\"[{\"\"d\"\":1}]\"\r\n");
  }

  @Test
  void a_property_that_only_some_rows_have_is_empty_in_the_others() {
    assertThat(csv("[{'a':1},{'b':2}]")).isEqualTo("a,b\r\n1,\r\n,2\r\n");
  }

  @Test
  void commas_quotes_and_line_breaks_are_quoted() {
    assertThat(csv("[{'a':'x,y'},{'a':'say \\\"hi\\\"'},{'a':'one\\ntwo'}]"))
        .isEqualTo("a\r\n\"x,y\"\r\n\"say \"\"hi\"\"\"\r\n\"one\ntwo\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@sum", "\\tx", "\\rx"})
  void what_a_spreadsheet_would_run_gets_an_apostrophe(String text) {
    var run = text.replace("\\t", "\t").replace("\\r", "\r");
    assertThat(csv("[{'a':'" + text + "'},{'a':['" + text + "']}]").replace("\"", ""))
        .isEqualTo("a\r\n'" + run + "\r\n'" + run + "\r\n");
  }

  @Test
  void numbers_below_zero_stay_numbers() {
    assertThat(csv("[{'a':-1}]")).isEqualTo("a\r\n-1\r\n");
  }

  @Test
  void no_rows_are_an_empty_file() {
    assertThat(csv("[]")).isEmpty();
  }

  private static String csv(String rows) {
    try {
      return CsvTable.of(new ObjectMapper().readTree(rows.replace('\'', '"')));
    } catch (JsonProcessingException wrong) {
      throw new AssertionError(wrong);
    }
  }
}
