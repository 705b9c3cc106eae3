#include "CZip.h"

#include <unzip.h>

// czip_archive is never defined: it is minizip's own handle under a name that keeps handles apart.

czip_archive *czip_open(const char *path) { return (czip_archive *)unzOpen64(path); }

void czip_close(czip_archive *archive) {
  unzCloseCurrentFile((unzFile)archive);
  unzClose((unzFile)archive);
}

static int step(int status) {
  if (status == UNZ_OK) return 1;
  return status == UNZ_END_OF_LIST_OF_FILE ? 0 : -1;
}

int czip_go_to_first(czip_archive *archive) {
  unz_global_info64 info;
  if (unzGetGlobalInfo64((unzFile)archive, &info) != UNZ_OK) return -1;
  if (info.number_entry == 0) return 0;
  return step(unzGoToFirstFile((unzFile)archive));
}

int czip_go_to_next(czip_archive *archive) { return step(unzGoToNextFile((unzFile)archive)); }

int czip_go_to(czip_archive *archive, const czip_entry *entry) {
  unz64_file_pos position = {entry->directory_offset, entry->directory_index};
  return unzGoToFilePos64((unzFile)archive, &position) == UNZ_OK ? 1 : -1;
}

int czip_describe(czip_archive *archive, czip_entry *entry) {
  unz_file_info64 info;
  unz64_file_pos position;
  if (unzGetCurrentFileInfo64((unzFile)archive, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK) return -1;
  if (unzGetFilePos64((unzFile)archive, &position) != UNZ_OK) return -1;
  entry->compressed_size = info.compressed_size;
  entry->uncompressed_size = info.uncompressed_size;
  entry->method = (uint32_t)info.compression_method;
  entry->is_encrypted = (info.flag & 1) != 0;
  entry->name_length = (uint32_t)info.size_filename;
  entry->directory_offset = position.pos_in_zip_directory;
  entry->directory_index = position.num_of_file;
  return 1;
}

int czip_copy_name(czip_archive *archive, char *name, uint32_t length) {
  return unzGetCurrentFileInfo64((unzFile)archive, NULL, name, length, NULL, 0, NULL, 0) == UNZ_OK ? 1 : -1;
}

int czip_begin(czip_archive *archive) { return unzOpenCurrentFile((unzFile)archive) == UNZ_OK ? 1 : -1; }

int64_t czip_read(czip_archive *archive, void *buffer, size_t length) {
  // minizip counts in int.
  const size_t longest = (size_t)1 << 30;
  const int count = unzReadCurrentFile((unzFile)archive, buffer, (unsigned)(length < longest ? length : longest));
  return count < 0 ? -1 : count;
}

int czip_end(czip_archive *archive) { return unzCloseCurrentFile((unzFile)archive) == UNZ_OK ? 1 : -1; }
