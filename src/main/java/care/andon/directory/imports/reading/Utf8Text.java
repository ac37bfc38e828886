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

/** Reads UTF-8 text; skips a byte order mark. */
final class Utf8Text {
  private static final int[] MARK = {0xEF, 0xBB, 0xBF};
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final int PIECE = 1 << 16;

  private Utf8Text() {}

  /**
   * A place in a text.
   *
   * @param line from 1, as editors count
   * @param column character in the line, from 1, without the byte order mark
   * @param before number of bytes before it
   */
  record Place(int line, int column, int before) {}

  /** The first place that is not UTF-8; empty if there is none. */
  static Optional<Place> firstInvalid(InputStream stream) throws IOException {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var bytes = ByteBuffer.allocate(PIECE);
    var text = CharBuffer.allocate(PIECE);
    var walk = new CharacterPosition();
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

  /** Counts lines and columns. */
  private static final class CharacterPosition {
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

  /** A reader that skips the byte order mark. */
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
