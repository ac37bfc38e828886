package care.andon.views;

/** Every list of every view. In the database the name is in lower case. */
enum ListName {
  WORKLIST,
  OPEN,
  ANSWERED,
  ASKED_BACK,
  TO_CONFIRM,
  NEEDS_THIS_TIER,
  MISSED,
  ASKED,
  OLDEST,
  SILENT_LONGEST
}
