package care.andon.directory;

import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import care.andon.kernel.Visibility;
import care.andon.platform.web.ApiPaths;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists the categories that caregivers choose from, with their owners. */
@Path(ApiPaths.BASE + "/categories")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Directory")
class CategoriesResource {
  private final Directory directory;

  CategoriesResource(Directory directory) {
    this.directory = directory;
  }

  /** All categories, with the safety notice. */
  @Schema(
      name = "RequestCategories",
      description = "The tiles of the form on which a request is filed.")
  record CategoriesView(
      @Schema(
              description = "A text to show on every form on which a request is filed",
              examples = Impact.GUARD)
          String guard,
      List<Tile> items) {}

  /** One category, shown as a tile. */
  @Schema(name = "RequestCategoryTile", description = "What kind of help is needed.")
  record Tile(
      @Schema(examples = "supplies") Category code,
      @Schema(examples = "Something's out or missing") String words,
      @Schema(description = "Whether a request is confidential when the caregiver does not choose")
          boolean confidentialByDefault,
      @Schema(description = "The responsible team, per facility") List<Owner> owners) {}

  /** The team that owns a category at a facility. */
  @Schema(name = "RequestCategoryOwner")
  record Owner(
      Named facility,
      Named team,
      @Schema(
              description = "Who is responsible off hours, in the hospital's own words",
              examples = "supply on call, else house supervisor")
          String offHours) {}

  @GET
  @Operation(
      summary = "List the categories",
      description =
          "Everything a caregiver can ask for, in the words of the tiles. The list is"
              + " complete and in the order of the form.")
  @APIResponse(responseCode = "200", description = "All categories")
  public CategoriesView listCategories() {
    return new CategoriesView(
        Impact.GUARD, Arrays.stream(Category.values()).map(this::tile).toList());
  }

  private Tile tile(Category category) {
    return new Tile(
        category,
        category.words(),
        category.defaultVisibility() == Visibility.CONFIDENTIAL,
        directory.snapshot().owners().stream()
            .filter(owner -> owner.category() == category)
            .map(this::owner)
            .toList());
  }

  private Owner owner(CategoryOwner owner) {
    return new Owner(
        Named.of(directory.facility(owner.facility()).orElseThrow()),
        Named.of(directory.team(owner.team()).orElseThrow()),
        owner.offHours());
  }
}
