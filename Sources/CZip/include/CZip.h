#ifndef CZIP_H
#define CZIP_H

#include <stddef.h>
#include <stdint.h>

/// Reading zip archives through minizip, without its types and its many ways of opening things.
///
/// An archive has one current entry at a time. It must be used by one thread at a time.
typedef struct czip_archive czip_archive;

/// What the archive's directory says about an entry.
typedef struct {
  uint64_t compressed_size;
  uint64_t uncompressed_size;
  /// 0 stored, 8 deflated; minizip reads nothing else.
  uint32_t method;
  int is_encrypted;
  /// Bytes of the name, without a terminating zero.
  uint32_t name_length;
  /// Where the entry stands in the directory, for czip_go_to.
  uint64_t directory_offset;
  uint64_t directory_index;
} czip_entry;

/// Opens an archive; NULL if the file cannot be read or has no zip directory.
czip_archive *czip_open(const char *path);

/// Closes an archive, also in the middle of an entry.
void czip_close(czip_archive *archive);

/// Makes the first entry the current one: 1 if there is one, 0 if the archive is empty, -1 if it is damaged.
int czip_go_to_first(czip_archive *archive);

/// Makes the next entry the current one: 1 if there is one, 0 at the end, -1 if the archive is damaged.
int czip_go_to_next(czip_archive *archive);

/// Makes the entry the current one that czip_describe once described: 1, or -1 if the archive is damaged.
int czip_go_to(czip_archive *archive, const czip_entry *entry);

/// Describes the current entry: 1, or -1 if the archive is damaged.
int czip_describe(czip_archive *archive, czip_entry *entry);

/// Copies the current entry's name, of the length that czip_describe told: 1, or -1.
int czip_copy_name(czip_archive *archive, char *name, uint32_t length);

/// Starts reading the current entry: 1, or -1 if the archive is damaged.
int czip_begin(czip_archive *archive);

/// Reads the entry's next bytes: how many, 0 at its end, -1 if the archive is damaged.
int64_t czip_read(czip_archive *archive, void *buffer, size_t length);

/// Ends reading the entry: 1, or -1 if it was read to its end and its checksum is wrong.
int czip_end(czip_archive *archive);

/// Unpacking gzip in memory through zlib, piece by piece. It must be used by one thread at a time.
typedef struct czip_gunzip czip_gunzip;

/// How far the unpacking has come.
typedef enum {
  /// The end is not reached yet.
  CZIP_GUNZIP_MORE,
  /// Everything is unpacked and the checksum is right.
  CZIP_GUNZIP_END,
  /// The packed bytes end too early.
  CZIP_GUNZIP_TRUNCATED,
  /// The packed bytes or their checksum are wrong, or something else follows them.
  CZIP_GUNZIP_DAMAGED,
  /// There is not enough memory for zlib.
  CZIP_GUNZIP_NO_MEMORY,
} czip_gunzip_status;

/// Starts to unpack bytes, which must outlive the unpacking; NULL if there is not enough memory.
czip_gunzip *czip_gunzip_open(const void *packed, size_t length);

/// Ends the unpacking, also in the middle.
void czip_gunzip_close(czip_gunzip *gunzip);

/// Unpacks the next bytes: how many, fewer than asked for only when the status is no longer CZIP_GUNZIP_MORE.
///
/// The end is noticed by asking for a byte behind it.
size_t czip_gunzip_read(czip_gunzip *gunzip, void *buffer, size_t length, czip_gunzip_status *status);

#endif
