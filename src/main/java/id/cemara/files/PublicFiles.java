package id.cemara.files;

/// Decides which files are public. A module with public pictures contributes one; all other files are
/// served only by their owner's page.
public interface PublicFiles {

    /// Whether the hash is a picture of this module that is public now.
    boolean isPublic(String hash);
}
