package care.andon.directory.imports.reading;

import care.andon.platform.text.Names;
import care.andon.platform.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * A cell with the address of a contact. It may be a phone number that begins with a plus, which a
 * spreadsheet reads as a number and not as a formula.
 *
 * @param text the address
 */
public record AddressCell(String text) {

  /** Reads a cell. Null if the text is too long or has nothing visible. */
  static @Nullable AddressCell read(String text) {
    return text.length() <= Names.LONGEST && Text.hasWords(text) ? new AddressCell(text) : null;
  }

  /** Whether the text is a plus and digits only. */
  static boolean isPhoneNumber(String text) {
    return text.length() > 1
        && text.charAt(0) == '+'
        && text.chars().skip(1).allMatch(it -> it >= '0' && it <= '9');
  }

  /** The address, for the digest of an upload. */
  @Override
  public String toString() {
    return text;
  }
}
