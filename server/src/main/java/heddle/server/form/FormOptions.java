package heddle.server.form;

import heddle.http.multipart.MultipartLimits;

/// What a [Form] may hold, and where. Immutable; each method makes other options. How long the whole body may be is
/// said by [heddle.server.ServerLimits].
///
/// @param memoryBytesMax of one file in memory; a longer one is kept in a temporary file; 64 KiB by default
/// @param fieldBytesMax of the values of all fields that are no files, together; 1 MiB by default
/// @param parts how many parts there may be, with heads of which size
public record FormOptions(int memoryBytesMax, int fieldBytesMax, MultipartLimits parts) {
    public FormOptions {
        if (memoryBytesMax < 0 || fieldBytesMax < 0) {
            throw new IllegalArgumentException("memoryBytesMax is %d and fieldBytesMax %d; neither can be negative"
                    .formatted(memoryBytesMax, fieldBytesMax));
        }
    }

    /// Files of 64 KiB in memory, 1 MiB of fields, 1,000 parts with heads of 8 KiB.
    public static FormOptions defaults() {
        return new FormOptions(64 << 10, 1 << 20, MultipartLimits.defaults());
    }

    /// With files of so many bytes in memory.
    public FormOptions memoryBytesMax(int bytes) {
        return new FormOptions(bytes, fieldBytesMax, parts);
    }

    /// With so many bytes of fields.
    public FormOptions fieldBytesMax(int bytes) {
        return new FormOptions(memoryBytesMax, bytes, parts);
    }

    /// With other limits on parts.
    public FormOptions parts(MultipartLimits limits) {
        return new FormOptions(memoryBytesMax, fieldBytesMax, limits);
    }
}
