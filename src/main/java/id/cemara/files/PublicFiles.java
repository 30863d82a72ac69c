package id.cemara.files;

/// Says which files anybody may see. A module that shows pictures to everybody contributes one; what no module calls
/// public is served by its owner's page alone.
public interface PublicFiles {

    /// Whether that hash is a picture of this module that everybody may see now.
    boolean isPublic(String hash);
}
