package care.andon.directory.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** Text that is UTF-8 or refused; a byte order mark at its start is let by. */
final class Utf8 {
  private static final int[] MARK = {0xEF, 0xBB, 0xBF};
  private static final int PIECE = 1 << 16;

  private Utf8() {}

  /** The line in which the first thing stands that is not UTF-8; empty when all of it is. */
  static OptionalInt firstBadLine(InputStream stream) throws IOException {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var bytes = ByteBuffer.allocate(PIECE);
    var text = CharBuffer.allocate(PIECE);
    var line = 1;
    var isLast = false;
    while (!isLast) {
      var read = stream.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
      isLast = bytes.position() + read < bytes.capacity();
      bytes.position(bytes.position() + read).flip();
      var result = decoder.decode(bytes, text, isLast);
      text.flip();
      line += Math.toIntExact(text.chars().filter(c -> c == '\n').count());
      if (result.isError()) {
        return OptionalInt.of(line);
      }
      text.clear();
      bytes.compact();
    }
    return OptionalInt.empty();
  }

  /** The text after the mark, if there is one. */
  static Reader reader(InputStream stream) throws IOException {
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
