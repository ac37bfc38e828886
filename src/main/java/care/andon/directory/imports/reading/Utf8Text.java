package care.andon.directory.imports.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text that is UTF-8 or refused; a byte order mark at its start is let by. */
final class Utf8Text {
  private static final int[] MARK = {0xEF, 0xBB, 0xBF};
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final int PIECE = 1 << 16;

  private Utf8Text() {}

  /**
   * Where something stands in a text.
   *
   * @param line counted from 1, as an editor does
   * @param column character in the line, counted from 1, without the mark
   * @param before how many bytes there are before it
   */
  record Place(int line, int column, int before) {}

  /** Where the first thing stands that is not UTF-8; empty when all of it is. */
  static Optional<Place> firstBad(InputStream stream) throws IOException {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var bytes = ByteBuffer.allocate(PIECE);
    var text = CharBuffer.allocate(PIECE);
    var walk = new Walk();
    var before = 0;
    var isLast = false;
    while (!isLast) {
      var read = stream.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
      isLast = bytes.position() + read < bytes.capacity();
      bytes.position(bytes.position() + read).flip();
      var result = decoder.decode(bytes, text, isLast);
      before += bytes.position();
      text.flip().chars().forEach(walk::on);
      if (result.isError()) {
        return Optional.of(new Place(walk.line, walk.column, before));
      }
      text.clear();
      bytes.compact();
    }
    return Optional.empty();
  }

  /** Goes through a text, and knows where the next character stands. */
  private static final class Walk {
    private int line = 1;
    private int column = 1;
    private int last;

    void on(int character) {
      if (character == '\r' || (character == '\n' && last != '\r')) {
        line++;
        column = 1;
      } else if (character != '\n' && (character != BYTE_ORDER_MARK || line + column > 2)) {
        column++;
      }
      last = character;
    }
  }

  /** The text after the mark, if there is one. */
  static BufferedReader reader(InputStream stream) throws IOException {
    var bytes = new PushbackInputStream(stream, MARK.length);
    var start = bytes.readNBytes(MARK.length);
    var isMarked = start.length == MARK.length;
    for (int i = 0; isMarked && i < MARK.length; i++) {
      isMarked = Byte.toUnsignedInt(start[i]) == MARK[i];
    }
    if (!isMarked) {
      bytes.unread(start);
    }
    return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
  }
}
