/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-source-change.h"

#include "lineup-credentials.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Bytes of a name, and of a zone, at most. */
#define MAX_NAME 256
#define MAX_ZONE 64

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, message);
  return FALSE;
}

/* What names a zone is looked for below the system's folder of zones, and nowhere else; of the
 * files there, those begin with a capital that are zones. */
static gboolean
is_zone (const char *text)
{
  g_autoptr (GTimeZone) zone = NULL;

  if (*text == '\0')
    return TRUE;
  if (strlen (text) > MAX_ZONE || g_ascii_islower (*text) || strchr ("/:_", *text) != NULL
      || strspn (text, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_+-/:") != strlen (text))
    return FALSE;
  zone = g_time_zone_new_identifier (text);
  return zone != NULL;
}

static gboolean
is_name (const char *text)
{
  if (strlen (text) > MAX_NAME)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_iscntrl (*p))
        return FALSE;
    }
  return TRUE;
}

gboolean
lineup_guide_source_change_check (const LineupGuideSourceChange *self,
                                  gboolean is_new,
                                  GError **error)
{
  if (self->url != NULL && self->fd >= 0)
    return refuse (error, "A guide has an address or a file, not both");
  if (is_new && self->url == NULL && self->fd < 0)
    return refuse (error, "A guide needs an address or a file");
  if (self->name != NULL && !is_name (self->name))
    return refuse (error, "A name is too long, or has control characters");
  if (self->zone != NULL && !is_zone (self->zone))
    return refuse (error, "There is no such time zone");
  if (self->has_shift
      && (self->shift < -LINEUP_GUIDE_SOURCE_MAX_SHIFT
          || self->shift > LINEUP_GUIDE_SOURCE_MAX_SHIFT))
    return refuse (error, "A guide is shown a day earlier or later at most");
  return TRUE;
}

LineupGuideSourceChange *
lineup_guide_source_change_copy (const LineupGuideSourceChange *self)
{
  LineupGuideSourceChange *copy = g_memdup2 (self, sizeof *self);

  copy->url = g_strdup (self->url);
  copy->fd = self->fd >= 0 ? fcntl (self->fd, F_DUPFD_CLOEXEC, 0) : -1;
  copy->name = g_strdup (self->name);
  copy->zone = g_strdup (self->zone);
  return copy;
}

void
lineup_guide_source_change_free (LineupGuideSourceChange *self)
{
  lineup_credentials_wipe ((char *)self->url);
  if (self->fd >= 0)
    close (self->fd);
  g_free ((char *)self->name);
  g_free ((char *)self->zone);
  g_free (self);
}
