package id.cemara;

import id.cemara.TestDatabases.Content;

/// Provides a database with the Bengkulu sample.
public final class OnSampleDatabase extends OnTestDatabase {

    public OnSampleDatabase() {
        super(Content.SAMPLE);
    }
}
