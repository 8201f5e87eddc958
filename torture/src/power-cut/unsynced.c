/*
 * Keeps, beside a running server, what of its SQLite files would survive the loss of power: what was written since the
 * last fsync of a file is remembered as a range, and copied into the survivors' folder only when that file is synced.
 * Loaded before the C library (LD_PRELOAD). SURVIVORS names that folder, STORE the folder whose *.sqlite* files count.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_FDS 4096
#define MOST_FILES 64

struct file {
  char name[NAME_MAX + 1];
  off_t from, until; /* written and not yet synced */
  int survivor;
};

static struct file files[MOST_FILES];
static int file_count;
static int file_of[MOST_FDS]; /* 1 + index, 0: none of ours */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) (real_##name ? real_##name : (real_##name = dlsym(RTLD_NEXT, #name)))
static int (*real_open)(const char *, int, ...);
static int (*real_open64)(const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pwrite64)(int, const void *, size_t, off64_t);

static int find_file(const char *path) {
  const char *store = getenv("STORE"), *survivors = getenv("SURVIVORS");
  if (store == NULL || survivors == NULL) return 0;
  size_t length = strlen(store);
  if (strncmp(path, store, length) != 0 || path[length] != '/') return 0;
  const char *name = path + length + 1;
  if (strchr(name, '/') != NULL || strstr(name, ".sqlite") == NULL) return 0;
  if (strstr(name, "-shm") != NULL) return 0;
  for (int index = 0; index < file_count; index++)
    if (strcmp(files[index].name, name) == 0) return index + 1;
  if (file_count == MOST_FILES || strlen(name) > NAME_MAX) abort();
  struct file *file = &files[file_count++];
  strcpy(file->name, name);
  file->from = file->until = 0;
  file->survivor = -1;
  return file_count;
}

static int opened(int fd, const char *path) {
  if (fd < 0 || fd >= MOST_FDS) return fd;
  pthread_mutex_lock(&lock);
  file_of[fd] = find_file(path);
  pthread_mutex_unlock(&lock);
  return fd;
}

#define MODE(flags) \
  mode_t mode = 0; \
  if ((flags) & (O_CREAT | O_TMPFILE)) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, mode_t); \
    va_end(rest); \
  }

int open(const char *path, int flags, ...) {
  MODE(flags)
  return opened(REAL(open)(path, flags, mode), path);
}

int open64(const char *path, int flags, ...) {
  MODE(flags)
  return opened(REAL(open64)(path, flags, mode), path);
}

int close(int fd) {
  if (fd >= 0 && fd < MOST_FDS) file_of[fd] = 0;
  return REAL(close)(fd);
}

static void wrote(int fd, off_t from, ssize_t length) {
  if (length <= 0 || from < 0) return;
  pthread_mutex_lock(&lock);
  struct file *file = &files[file_of[fd] - 1];
  if (file->until == file->from) {
    file->from = from;
    file->until = from + length;
  } else {
    if (from < file->from) file->from = from;
    if (from + length > file->until) file->until = from + length;
  }
  pthread_mutex_unlock(&lock);
}

#define IS_OURS(fd) ((fd) >= 0 && (fd) < MOST_FDS && file_of[fd] > 0)

ssize_t write(int fd, const void *bytes, size_t count) {
  if (!IS_OURS(fd)) return REAL(write)(fd, bytes, count);
  off_t from = lseek(fd, 0, SEEK_CUR);
  ssize_t written = REAL(write)(fd, bytes, count);
  wrote(fd, from, written);
  return written;
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t from) {
  ssize_t written = REAL(pwrite)(fd, bytes, count, from);
  if (IS_OURS(fd)) wrote(fd, from, written);
  return written;
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t from) {
  ssize_t written = REAL(pwrite64)(fd, bytes, count, from);
  if (IS_OURS(fd)) wrote(fd, from, written);
  return written;
}

static void survive(int fd) {
  static char part[1 << 20];
  struct file *file = &files[file_of[fd] - 1];
  if (file->survivor < 0) {
    char path[PATH_MAX];
    strcpy(path, getenv("SURVIVORS"));
    strcat(path, "/");
    strcat(path, file->name);
    file->survivor = REAL(open64)(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file->survivor < 0) abort();
  }
  for (off_t at = file->from; at < file->until;) {
    size_t wanted = file->until - at < (off_t)sizeof part ? (size_t)(file->until - at) : sizeof part;
    ssize_t got = pread(fd, part, wanted, at);
    if (got <= 0) break;
    if (REAL(pwrite64)(file->survivor, part, (size_t)got, at) != got) abort();
    at += got;
  }
  struct stat now;
  if (fstat(fd, &now) != 0 || ftruncate(file->survivor, now.st_size) != 0) abort();
  file->from = file->until = 0;
}

/* The real sync is left out: the machine itself is not going to lose power. */
static int synced(int fd) {
  if (!IS_OURS(fd)) return 0;
  pthread_mutex_lock(&lock);
  survive(fd);
  pthread_mutex_unlock(&lock);
  return 0;
}

int fsync(int fd) { return synced(fd); }
int fdatasync(int fd) { return synced(fd); }
