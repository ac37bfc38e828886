package care.andon.trials;

/** Something that is done to the database. */
interface Deed {
  void happen() throws Exception;
}
