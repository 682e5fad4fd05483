/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-meter.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Number after a key in a file of /proc/PID. */
static double
read_number (int pid, const char *name, const char *key)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", pid, name);
  g_autofree char *text = NULL;
  const char *found = NULL;

  if (g_file_get_contents (path, &text, NULL, NULL))
    found = strstr (text, key);
  if (found == NULL)
    g_error ("%s has no %s", path, key);
  return (double)g_ascii_strtoull (found + strlen (key), NULL, 10);
}

static double
read_cpu (int pid)
{
  clockid_t clock = 0;
  struct timespec time = { 0 };

  if (clock_getcpuclockid (pid, &clock) != 0 || clock_gettime (clock, &time) != 0)
    g_error ("Process %d has no clock", pid);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* 5: the peak is what is there now. */
static void
forget_peak (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/clear_refs", pid);
  const int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  if (fd < 0 || write (fd, "5", 1) != 1)
    g_error ("%s can't be written", path);
  g_close (fd, NULL);
}

void
lineup_meter_begin (LineupMeter *self, int pid)
{
  forget_peak (pid);
  self->pid = pid;
  self->written = read_number (pid, "io", "wchar: ");
  self->cpu = read_cpu (pid);
  self->begin = g_get_monotonic_time ();
}

double
lineup_meter_get_wall (const LineupMeter *self)
{
  return (double)(g_get_monotonic_time () - self->begin) / G_USEC_PER_SEC;
}

double
lineup_meter_get_cpu (const LineupMeter *self)
{
  return read_cpu (self->pid) - self->cpu;
}

void
lineup_meter_read (const LineupMeter *self, LineupCost *cost)
{
  cost->cpu = lineup_meter_get_cpu (self);
  cost->written = read_number (self->pid, "io", "wchar: ") - self->written;
  cost->peak = read_number (self->pid, "status", "VmHWM:") * 1024;
  cost->resident = read_number (self->pid, "status", "VmRSS:") * 1024;
}
