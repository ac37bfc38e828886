package care.andon.pages;

/**
 * A person of the demo hospital, to sign in as with one click.
 *
 * @param address of the link that signs in
 * @param words who it is, for example "Nina Patel, registered nurse"
 * @param sees what this person sees first; empty if the page does not say so
 */
public record DemoVisitor(String address, String words, String sees) {}
