/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fallback-urls.h"

#include "lineup-error.h"

#include <string.h>

static void
wipe (gpointer secret)
{
  lineup_credentials_wipe (secret);
}

/* Returns under which name the credentials have a playlist's address. */
static char *
make_name (guint number)
{
  return number > 0 ? g_strdup_printf (LINEUP_CREDENTIALS_PLAYLIST "-%u", number)
                    : g_strdup (LINEUP_CREDENTIALS_PLAYLIST);
}

static gboolean
add_panel (LineupFallbackUrls *self, const char *text, GError **error)
{
  g_autofree char *username = NULL;
  g_autofree char *password = NULL;
  g_autoptr (LineupServerUrl) url = lineup_server_url_parse (text, &username, &password, error);

  if (url == NULL)
    return FALSE;
  if (self->username == NULL)
    self->username = g_steal_pointer (&username);
  if (self->password == NULL)
    self->password = g_steal_pointer (&password);
  if (!g_ptr_array_find_with_equal_func (
          self->urls, url, (GEqualFunc)lineup_server_url_equal, NULL))
    g_ptr_array_add (self->urls, g_steal_pointer (&url));
  return TRUE;
}

static gboolean
add_playlist (LineupFallbackUrls *self, const char *text, GError **error)
{
  g_autofree char *address = NULL;
  g_autoptr (LineupServerUrl) url = lineup_server_url_parse_playlist (text, &address, error);

  if (url == NULL)
    return FALSE;
  if (lineup_server_url_get_path (url) != NULL)
    {
      g_set_error (error,
                   LINEUP_ERROR,
                   LINEUP_ERROR_INVALID_ACCOUNT,
                   "A fallback address is an http or https address");
      return FALSE;
    }
  if (g_ptr_array_find_with_equal_func (self->addresses, address, g_str_equal, NULL))
    return TRUE;
  g_ptr_array_add (self->urls, g_steal_pointer (&url));
  g_ptr_array_add (self->addresses, g_steal_pointer (&address));
  return TRUE;
}

LineupFallbackUrls *
lineup_fallback_urls_parse (LineupSourceType type, const char *const *texts, GError **error)
{
  g_autoptr (LineupFallbackUrls) self = g_new0 (LineupFallbackUrls, 1);

  self->urls = g_ptr_array_new_with_free_func ((GDestroyNotify)lineup_server_url_unref);
  self->addresses = g_ptr_array_new_with_free_func (wipe);
  if (g_strv_length ((GStrv)texts) > LINEUP_ACCOUNT_MAX_FALLBACKS)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   "An account has at most %d fallback addresses",
                   LINEUP_ACCOUNT_MAX_FALLBACKS);
      return NULL;
    }
  for (guint i = 0; texts[i] != NULL; i++)
    {
      if (!(type == LINEUP_SOURCE_TYPE_PLAYLIST ? add_playlist (self, texts[i], error)
                                                : add_panel (self, texts[i], error)))
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
lineup_fallback_urls_free (LineupFallbackUrls *self)
{
  g_ptr_array_unref (self->urls);
  g_ptr_array_unref (self->addresses);
  lineup_credentials_wipe (self->username);
  lineup_credentials_wipe (self->password);
  g_free (self);
}

void
lineup_fallback_urls_set (const LineupFallbackUrls *self, LineupAccount *account)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; i < self->urls->len; i++)
    g_strv_builder_add (builder, lineup_server_url_get_base (self->urls->pdata[i]));
  texts = g_strv_builder_end (builder);
  g_object_set (account, "fallback-urls", texts, NULL);
}

const char *
lineup_fallback_urls_get_address (const LineupCredentials *credentials, guint number)
{
  g_autofree char *name = make_name (number);

  return lineup_credentials_get_address (credentials, name);
}

/* Settings have no more than the server of a playlist: that is no other address, but the one that
 * is kept. */
static const char *
find_whole (const LineupFallbackUrls *self, guint index, const LineupCredentials *present)
{
  const char *address = self->addresses->pdata[index];
  const char *base = lineup_server_url_get_base (self->urls->pdata[index]);

  if (present == NULL || !g_str_has_prefix (address, base)
      || (address[strlen (base)] != '\0' && !g_str_equal (address + strlen (base), "/")))
    return address;
  for (guint number = 1; number <= LINEUP_ACCOUNT_MAX_FALLBACKS; number++)
    {
      const char *known = lineup_fallback_urls_get_address (present, number);

      if (known != NULL && g_str_has_prefix (known, base) && known[strlen (base)] == '/')
        return known;
    }
  return address;
}

void
lineup_fallback_urls_keep (const LineupFallbackUrls *self,
                           const LineupCredentials *present,
                           LineupCredentials *credentials)
{
  for (guint number = 1; number <= LINEUP_ACCOUNT_MAX_FALLBACKS; number++)
    {
      g_autofree char *name = make_name (number);
      const char *address = NULL;

      if (self == NULL && present != NULL)
        address = lineup_credentials_get_address (present, name);
      else if (self != NULL && number <= self->addresses->len)
        address = find_whole (self, number - 1, present);
      if (address != NULL)
        lineup_credentials_set_address (credentials, name, address);
    }
}
