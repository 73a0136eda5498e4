/* Makes a disk fail and a clock be wrong, for one process and its children (LD_PRELOAD).
 *
 * SHIM_PATH   pattern of fnmatch(3) that the path of the file or folder must match ("*" takes "/" too)
 * SHIM_CALLS  which calls, with commas: write, fsync, open (that may create), truncate, mkdir, rename, unlink
 * SHIM_ERRNO  what they fail with, a number; -1: the process is killed there (SIGKILL), with SHIM_SHORT after half of
 *             the write
 * SHIM_FROM   the first call to fail, counted from 1 over all calls that match (default 1)
 * SHIM_COUNT  how many fail from there on (default: all)
 * SHIM_SHORT  the first failing write takes half of its bytes before the disk refuses, as a full disk does
 * SHIM_LOG    a file that gets one line for each refused call: a test that was not struck proves nothing
 * SHIM_TRACE  a file that gets one line for each call that is let through, in their order: "create", "open",
 *             "write", "fsync", "truncate", "mkdir", "rename" or "unlink" and the path (of a rename the new one)
 * SHIM_TRACED pattern of the paths that are traced (default: all)
 * SHIM_CLOCK  a file of 8 bytes, seconds to add to the time of day; may be changed while the process runs
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static const char *pattern, *calls, *log_path, *trace_path, *traced;
static long error_number, first = 1, most = LONG_MAX;
static int shorten;
static long seen, struck;
static volatile int64_t *shift;
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_clock_gettime)(clockid_t, struct timespec *);

static long number_of(const char *name, long otherwise) {
    const char *text = getenv(name);
    return text && *text ? atol(text) : otherwise;
}

/* Called again by a fork of a process that has loaded this library, after its environment was set. */
__attribute__((constructor)) void shim_begin(void) {
    seen = struck = 0;
    shift = NULL;
    real_write = REAL(write);
    real_clock_gettime = REAL(clock_gettime);
    pattern = getenv("SHIM_PATH");
    calls = getenv("SHIM_CALLS");
    log_path = getenv("SHIM_LOG");
    trace_path = getenv("SHIM_TRACE");
    traced = getenv("SHIM_TRACED");
    error_number = number_of("SHIM_ERRNO", ENOSPC);
    first = number_of("SHIM_FROM", 1);
    most = number_of("SHIM_COUNT", LONG_MAX);
    shorten = (int)number_of("SHIM_SHORT", 0);
    const char *clock = getenv("SHIM_CLOCK");
    if (!clock || !*clock)
        return;
    int fd = REAL(open)(clock, O_RDONLY | O_CLOEXEC);
    void *map = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof *shift, PROT_READ, MAP_SHARED, fd, 0);
    if (map == MAP_FAILED)
        abort();
    shift = map;
    close(fd);
}

/* --- the disk ------------------------------------------------------------------------------------ */

static int is_named(const char *call) {
    size_t length = strlen(call);
    for (const char *at = calls; at && *at; at = strchr(at, ','), at = at ? at + 1 : NULL)
        if (!strncmp(at, call, length) && (at[length] == ',' || !at[length]))
            return 1;
    return 0;
}

static void note(const char *file, const char *call, const char *path) {
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "%s %s\n", call, path);
    int fd = file ? REAL(open)(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644) : -1;
    if (fd >= 0) {
        real_write(fd, line, (size_t)length);
        close(fd);
    }
}

static int let_pass(const char *call, const char *path) {
    if (!trace_path || (traced && fnmatch(traced, path, 0)))
        return 0;
    int error = errno;
    note(trace_path, !strcmp(call, "open") && REAL(access)(path, F_OK) ? "create" : call, path);
    errno = error;
    return 0;
}

/* 0: let it pass; 1: refuse it; 2: refuse it, and it is the first one. */
static int strike(const char *call, const char *path) {
    if (!pattern || !is_named(call) || fnmatch(pattern, path, 0))
        return let_pass(call, path);
    long number = __atomic_add_fetch(&seen, 1, __ATOMIC_SEQ_CST);
    if (number < first || number - first >= most)
        return let_pass(call, path);
    note(log_path, call, path);
    if (error_number < 0 && !(shorten && !strcmp(call, "write")))
        raise(SIGKILL);
    errno = (int)error_number;
    return __atomic_add_fetch(&struck, 1, __ATOMIC_SEQ_CST) == 1 ? 2 : 1;
}

static int strike_fd(const char *call, int fd) {
    char link[64], path[PATH_MAX];
    if (!pattern && !trace_path)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return strike(call, path);
}

/* As the kernel sees a path that is given from a folder. */
static int strike_at(const char *call, int folder, const char *path) {
    char whole[PATH_MAX * 2], link[64], base[PATH_MAX] = "";
    if (!pattern && !trace_path)
        return 0;
    if (path[0] == '/')
        return strike(call, path);
    snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, base, sizeof base - 1);
    base[length < 0 ? 0 : length] = 0;
    snprintf(whole, sizeof whole, "%s/%s", base, path);
    return strike(call, whole);
}

ssize_t write(int fd, const void *bytes, size_t size) {
    int blow = strike_fd("write", fd);
    if (!blow)
        return real_write(fd, bytes, size);
    ssize_t done = blow == 2 && shorten && size > 1 ? real_write(fd, bytes, size / 2) : -1;
    if (error_number < 0)
        raise(SIGKILL);
    return done;
}

#define POSITIONED_WRITE(name, offset_type)                                                  \
    ssize_t name(int fd, const void *bytes, size_t size, offset_type offset) {               \
        int blow = strike_fd("write", fd);                                                   \
        if (!blow)                                                                           \
            return REAL(name)(fd, bytes, size, offset);                                      \
        ssize_t done = blow == 2 && shorten && size > 1 ? REAL(name)(fd, bytes, size / 2, offset) : -1; \
        if (error_number < 0)                                                                \
            raise(SIGKILL);                                                                  \
        return done;                                                                         \
    }
POSITIONED_WRITE(pwrite, off_t)
POSITIONED_WRITE(pwrite64, off64_t)

ssize_t writev(int fd, const struct iovec *parts, int count) {
    return strike_fd("write", fd) ? -1 : REAL(writev)(fd, parts, count);
}

int fsync(int fd) { return strike_fd("fsync", fd) ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return strike_fd("fsync", fd) ? -1 : REAL(fdatasync)(fd); }
int ftruncate(int fd, off_t size) { return strike_fd("truncate", fd) ? -1 : REAL(ftruncate)(fd, size); }
int ftruncate64(int fd, off64_t size) { return strike_fd("truncate", fd) ? -1 : REAL(ftruncate64)(fd, size); }

static mode_t mode_of(int flags, va_list rest) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
}

#define OPEN(name)                                                                  \
    int name(const char *path, int flags, ...) {                                    \
        va_list rest;                                                               \
        va_start(rest, flags);                                                      \
        mode_t mode = mode_of(flags, rest);                                         \
        va_end(rest);                                                               \
        if ((flags & O_CREAT) && strike_at("open", AT_FDCWD, path))                 \
            return -1;                                                              \
        return REAL(name)(path, flags, mode);                                       \
    }
OPEN(open)
OPEN(open64)

#define OPEN_AT(name)                                                               \
    int name(int folder, const char *path, int flags, ...) {                        \
        va_list rest;                                                               \
        va_start(rest, flags);                                                      \
        mode_t mode = mode_of(flags, rest);                                         \
        va_end(rest);                                                               \
        if ((flags & O_CREAT) && strike_at("open", folder, path))                   \
            return -1;                                                              \
        return REAL(name)(folder, path, flags, mode);                               \
    }
OPEN_AT(openat)
OPEN_AT(openat64)

int mkdir(const char *path, mode_t mode) {
    return strike_at("mkdir", AT_FDCWD, path) ? -1 : REAL(mkdir)(path, mode);
}
int mkdirat(int folder, const char *path, mode_t mode) {
    return strike_at("mkdir", folder, path) ? -1 : REAL(mkdirat)(folder, path, mode);
}
int rename(const char *from, const char *to) {
    return strike_at("rename", AT_FDCWD, to) ? -1 : REAL(rename)(from, to);
}
int unlink(const char *path) {
    return strike_at("unlink", AT_FDCWD, path) ? -1 : REAL(unlink)(path);
}
int unlinkat(int folder, const char *path, int flags) {
    return strike_at("unlink", folder, path) ? -1 : REAL(unlinkat)(folder, path, flags);
}
int renameat(int a, const char *from, int b, const char *to) {
    return strike_at("rename", b, to) ? -1 : REAL(renameat)(a, from, b, to);
}

/* --- the clock ----------------------------------------------------------------------------------- */

int clock_gettime(clockid_t clock, struct timespec *now) {
    int code = real_clock_gettime ? real_clock_gettime(clock, now) : REAL(clock_gettime)(clock, now);
    if (!code && shift && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        now->tv_sec += (time_t)*shift;
    return code;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    int code = REAL(gettimeofday)(now, zone);
    if (!code && shift)
        now->tv_sec += (time_t)*shift;
    return code;
}

time_t time(time_t *now) {
    struct timespec moment;
    clock_gettime(CLOCK_REALTIME, &moment);
    if (now)
        *now = moment.tv_sec;
    return moment.tv_sec;
}
