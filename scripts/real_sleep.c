/* For scripts/test_times.py, loaded before libfaketime: sleeping until an instant of the monotonic clock, which Python
   does, is left to the kernel. libfaketime 0.9.10 takes the offset off that instant though it leaves that clock alone. */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *wanted, struct timespec *left) {
    return syscall(SYS_clock_nanosleep, clock, flags, wanted, left) ? errno : 0;
}
