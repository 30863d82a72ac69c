package id.cemara.platform;

/// What work tells about itself while it goes on.
public interface Progress {

    /// Nobody watches and nobody stops it: for work that is short enough to be done at once.
    Progress UNWATCHED = (done, total) -> {};

    /// Tells how far the work is. May be called often: it is written down now and then, in a transaction of its own.
    ///
    /// @throws JobCancelled when the work shall stop here
    void step(long done, long total);
}
