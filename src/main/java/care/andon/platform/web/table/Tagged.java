package care.andon.platform.web.table;

/** An answer that gets a weak entity tag, and 304 if the caller has it already. */
public interface Tagged {
  /** Returns the part of the answer that must be unchanged for a 304; it is written as JSON. */
  Object tagged();
}
