package care.andon.channel;

/**
 * A message to one person.
 *
 * @param subject for channels that have one
 * @param text complete without the subject; plain text
 */
public record Message(String subject, String text) {}
