package care.andon.kernel;

/** The kind of help that is needed; the caregiver chooses it by tapping a tile. */
public enum Category {
  SUPPLIES("Something's out or missing"),
  EQUIPMENT("It's broken or I can't find one"),
  MEDICATION("A med isn't here"),
  IT_EHR("Computer, login, EHR, phone, printer"),
  INFORMATION_ORDERS("I can't get an answer or an order"),
  STAFFING("Not enough hands"),
  FACILITIES("The room or building"),
  EVS_LINEN_WASTE("Cleaning, linen, sharps, waste"),
  TRANSPORT_FLOW("Patient or specimen isn't moving"),
  POLICY_ADMIN("A rule or form that wastes our time"),
  SAFETY_VIOLENCE("I don't feel safe"),
  TRAINING("I haven't been shown"),
  WELLBEING("We need support"),
  OTHER("Something else");

  private final String words;

  Category(String words) {
    this.words = words;
  }

  /** The text on the tile. */
  public String words() {
    return words;
  }

  /** The visibility of a request of this category if the caregiver does not choose one. */
  public Visibility defaultVisibility() {
    return switch (this) {
      case SAFETY_VIOLENCE, WELLBEING, STAFFING -> Visibility.CONFIDENTIAL;
      case SUPPLIES,
          EQUIPMENT,
          MEDICATION,
          IT_EHR,
          INFORMATION_ORDERS,
          FACILITIES,
          EVS_LINEN_WASTE,
          TRANSPORT_FLOW,
          POLICY_ADMIN,
          TRAINING,
          OTHER ->
          Visibility.NAMED;
    };
  }
}
