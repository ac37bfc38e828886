/** The caregiver's andon cord. */
@org.jspecify.annotations.NullMarked
package care.andon;
