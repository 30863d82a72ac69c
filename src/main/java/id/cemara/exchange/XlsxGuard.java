package id.cemara.exchange;

import id.cemara.exchange.TableProblem.TableBomb;
import id.cemara.exchange.TableProblem.TableDamaged;
import id.cemara.exchange.TableProblem.TableForeignParts;
import id.cemara.shared.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// Checks an XLSX archive before it is parsed: declared and actual decompressed size, part names, and
/// DOCTYPE or entity declarations.
final class XlsxGuard {

    static final int MAX_ENTRIES = 500;
    static final long MAX_UNPACKED = 400L << 20;
    static final long MAX_SHARED_STRINGS = 64L << 20;

    /// Sheets of numbers compress to a twentieth, bombs to a thousandth. Small parts are not checked.
    static final int MAX_RATIO = 250;

    private static final long SMALL = 1 << 20;
    private static final byte[] DOCTYPE = "<!DOCTYPE".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MERGE = "<MERGECELL ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENTITY = "<!ENTITY".getBytes(StandardCharsets.US_ASCII);

    private XlsxGuard() {}

    /// Returns the names of the parts with merged cells.
    ///
    /// @throws Refused if the archive exceeds a limit or has suspicious parts
    static Set<String> check(ZipFile zip) throws IOException {
        List<ZipArchiveEntry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        long declared = 0;
        for (var all = zip.getEntries(); all.hasMoreElements(); ) {
            ZipArchiveEntry entry = all.nextElement();
            entries.add(entry);
            if (entries.size() > MAX_ENTRIES) {
                throw new Refused(new TableBomb());
            }
            if (!isPlain(entry.getName()) || !names.add(entry.getName()) || entry.isUnixSymlink()) {
                throw new Refused(new TableForeignParts());
            }
            declared += Math.max(0, entry.getSize());
            refuseBomb(entry, entry.getSize(), declared);
        }
        byte[] buffer = new byte[1 << 16];
        long unpacked = 0;
        Set<String> merging = new HashSet<>();
        for (ZipArchiveEntry entry : entries) {
            unpacked = unpack(zip, entry, unpacked, buffer, merging);
        }
        return merging;
    }

    /// Decompresses one part, discarding the output, and returns the total size so far.
    private static long unpack(ZipFile zip, ZipArchiveEntry entry, long before, byte[] buffer, Set<String> merging)
            throws IOException {
        boolean xml = entry.getName().endsWith(".xml") || entry.getName().endsWith(".rels");
        var doctype = new ByteSearch(DOCTYPE);
        var entity = new ByteSearch(ENTITY);
        var merge = new ByteSearch(MERGE);
        long size = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                refuseBomb(entry, size, before + size);
                // A two-byte encoding would hide a declaration; no spreadsheet program writes one.
                if (xml && (doctype.isIn(buffer, read) || entity.isIn(buffer, read) || hasZero(buffer, read))) {
                    throw new Refused(new TableForeignParts());
                }
                if (xml && !merging.contains(entry.getName()) && merge.isIn(buffer, read)) {
                    merging.add(entry.getName());
                }
            }
        }
        if (entry.getSize() >= 0 && size != entry.getSize()) {
            throw new Refused(new TableDamaged());
        }
        return before + size;
    }

    private static void refuseBomb(ZipArchiveEntry entry, long size, long all) {
        boolean dense = size > SMALL && size > MAX_RATIO * Math.max(1, entry.getCompressedSize());
        boolean strings = entry.getName().endsWith("sharedStrings.xml") && size > MAX_SHARED_STRINGS;
        if (all > MAX_UNPACKED || dense || strings) {
            throw new Refused(new TableBomb());
        }
    }

    /// A relative path of plain characters that stays inside the archive.
    private static boolean isPlain(String name) {
        return name.length() <= 200
                && name.matches("[A-Za-z0-9 ._\\[\\]()%&+,=/-]+")
                && !name.startsWith("/")
                && !("/" + name + "/").contains("/../");
    }

    private static boolean hasZero(byte[] buffer, int length) {
        for (int i = 0; i < length; i++) {
            if (buffer[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /// Searches a word in a byte stream across buffers, ignoring case.
    private static final class ByteSearch {

        private final byte[] word;
        private int matched;

        ByteSearch(byte[] word) {
            this.word = word;
        }

        /// The word's first letter does not occur again in it, so after a mismatch the search restarts at
        /// the current letter.
        boolean isIn(byte[] buffer, int length) {
            for (int i = 0; i < length; i++) {
                int letter = buffer[i] >= 'a' && buffer[i] <= 'z' ? buffer[i] - 32 : buffer[i];
                if (letter == word[matched]) {
                    if (++matched == word.length) {
                        return true;
                    }
                } else {
                    matched = letter == word[0] ? 1 : 0;
                }
            }
            return false;
        }
    }
}
