package heddle.fetch.sitemap.walk;

import heddle.fetch.output.OutputException;
import heddle.fetch.sitemap.SitemapEntry;
import heddle.fetch.sitemap.SitemapException;
import heddle.fetch.sitemap.SitemapLimits;
import heddle.fetch.sitemap.SitemapReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sitemaps, and those that they name, one after the other, each once. One that cannot be read ends nothing.
final class SitemapWalk implements Closeable {
    private final Documents documents;
    private final SitemapLimits limits;
    private final Deque<Place> pending = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();
    private Place here = new Place("", 0);
    private @Nullable SitemapReader reader;

    private record Place(String location, int depth) {}

    SitemapWalk(List<String> locations, Documents documents, SitemapLimits limits) {
        this.documents = documents;
        this.limits = limits;
        for (String location : locations) {
            if (known.add(location)) {
                pending.add(new Place(location, 0));
            }
        }
    }

    /// The next page, or what went wrong; empty at the end. Throws when it is this machine, or the job, that cannot go
    /// on. Blocks.
    Optional<Found> next() throws IOException {
        while (true) {
            if (reader == null) {
                Place place = pending.poll();
                if (place == null) {
                    return Optional.empty();
                }
                here = place;
            }
            try {
                Optional<Found> found = read(opened());
                if (found.isPresent()) {
                    return found;
                }
                close();
            } catch (OutputException | InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                abandon();
                return Optional.of(broken(here.location, String.valueOf(e.getMessage())));
            }
        }
    }

    private SitemapReader opened() throws IOException {
        SitemapReader opened = reader;
        if (opened == null) {
            opened = SitemapReader.open(documents.open(here.location, here.depth > 0), limits);
            reader = opened;
        }
        return opened;
    }

    private Optional<Found> read(SitemapReader sitemap) throws IOException {
        for (Optional<SitemapEntry> next = sitemap.next(); next.isPresent(); next = sitemap.next()) {
            SitemapEntry entry = next.get();
            if (entry.kind() == SitemapEntry.Kind.PAGE) {
                return Optional.of(new Found.Page(entry));
            }
            if (known.contains(entry.url())) {
                continue;
            }
            if (here.depth + 1 >= limits.depthMax()) {
                return Optional.of(broken(
                        entry.url(), "is not read: it is " + limits.depthMax() + " sitemaps away from the first"));
            }
            if (known.size() >= limits.documentsMax()) {
                throw new SitemapException("not all that it names is read: these are more than the "
                        + limits.documentsMax() + " sitemaps that are read at most");
            }
            known.add(entry.url());
            pending.add(new Place(entry.url(), here.depth + 1));
        }
        return Optional.empty();
    }

    private static Found broken(String location, String problem) {
        return new Found.Broken(location, problem);
    }

    private void abandon() {
        try {
            close();
        } catch (IOException unreadable) {
            // What was wrong with it has been told.
        }
    }

    @Override
    public void close() throws IOException {
        SitemapReader open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }
}
