/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-fake-account.h"

struct _LineupFakeAccount
{
  GHashTable *fields; /* (owned) (element-type utf8 utf8), values as JSON; %NULL: left out */
};

typedef struct
{
  const char *name;
  const char *json;
} Field;

/* In the order in which panels send them. */
static const Field user_info[] = {
  { "message", "\"\"" },
  { "auth", "1" },
  { "status", "\"Active\"" },
  { "exp_date", "\"4102444800\"" }, /* 2100 */
  { "is_trial", "\"0\"" },
  { "active_cons", "\"0\"" },
  { "created_at", "\"1700000000\"" },
  { "max_connections", "\"2\"" },
  { "allowed_output_formats", "[\"m3u8\",\"ts\",\"rtmp\"]" },
};

static const Field server_info[] = {
  { "url", "\"panel.example\"" },    { "port", "\"80\"" },
  { "https_port", "\"443\"" },       { "server_protocol", "\"http\"" },
  { "rtmp_port", "\"25462\"" },      { "timezone", "\"Europe\\/Paris\"" },
  { "timestamp_now", "1760000000" }, { "time_now", "\"2025-10-09 10:53:20\"" },
};

LineupFakeAccount *
lineup_fake_account_new (void)
{
  LineupFakeAccount *self = g_new0 (LineupFakeAccount, 1);

  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
lineup_fake_account_free (LineupFakeAccount *self)
{
  g_hash_table_unref (self->fields);
  g_free (self);
}

void
lineup_fake_account_set (LineupFakeAccount *self, const char *field, const char *json)
{
  g_hash_table_insert (self->fields, g_strdup (field), g_strdup (json));
}

static char *
escape (const char *text)
{
  g_autoptr (GString) json = g_string_new ("\"");

  for (const char *c = text; *c != '\0'; c++)
    {
      if (strchr ("\"\\/", *c) != NULL)
        g_string_append_c (json, '\\');
      g_string_append_c (json, *c);
    }
  g_string_append_c (json, '"');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

static void
add_member (GString *json, const char *name, const char *value)
{
  if (json->str[json->len - 1] != '{')
    g_string_append_c (json, ',');
  g_string_append_printf (json, "\"%s\":%s", name, value);
}

static void
add_fields (LineupFakeAccount *self, GString *json, const Field *fields, gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      gpointer value = NULL;

      if (!g_hash_table_lookup_extended (self->fields, fields[i].name, NULL, &value))
        add_member (json, fields[i].name, fields[i].json);
      else if (value != NULL)
        add_member (json, fields[i].name, value);
    }
}

char *
lineup_fake_account_to_json (LineupFakeAccount *self, const char *username, const char *password)
{
  g_autoptr (GString) json = g_string_new ("{\"user_info\":{");
  g_autofree char *user = escape (username);
  g_autofree char *secret = escape (password);

  add_member (json, "username", user);
  add_member (json, "password", secret);
  add_fields (self, json, user_info, G_N_ELEMENTS (user_info));
  g_string_append (json, "},\"server_info\":{");
  add_fields (self, json, server_info, G_N_ELEMENTS (server_info));
  g_string_append (json, "}}");
  return g_string_free (g_steal_pointer (&json), FALSE);
}
