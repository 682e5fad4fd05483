/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-pinned-database.h"

#include "lineup-fingerprint.h"

/* Handshakes have threads of their own: nothing changes once it is made. */
struct _LineupPinnedDatabase
{
  GTlsDatabase parent_instance;

  char *fingerprint; /* (owned) (nullable) */
  char *hostname;    /* (owned) */
};

G_DEFINE_FINAL_TYPE (LineupPinnedDatabase, lineup_pinned_database, G_TYPE_TLS_DATABASE)

static void
lineup_pinned_database_finalize (GObject *object)
{
  LineupPinnedDatabase *self = LINEUP_PINNED_DATABASE (object);

  g_clear_pointer (&self->fingerprint, g_free);
  g_clear_pointer (&self->hostname, g_free);

  G_OBJECT_CLASS (lineup_pinned_database_parent_class)->finalize (object);
}

static gboolean
is_own_host (LineupPinnedDatabase *self, GSocketConnectable *identity)
{
  return G_IS_NETWORK_ADDRESS (identity)
         && g_ascii_strcasecmp (g_network_address_get_hostname (G_NETWORK_ADDRESS (identity)),
                                self->hostname)
                == 0;
}

static GTlsCertificateFlags
lineup_pinned_database_verify_chain (GTlsDatabase *database,
                                     GTlsCertificate *chain,
                                     const char *purpose,
                                     GSocketConnectable *identity,
                                     GTlsInteraction *interaction,
                                     GTlsDatabaseVerifyFlags flags,
                                     GCancellable *cancellable,
                                     GError **error)
{
  LineupPinnedDatabase *self = LINEUP_PINNED_DATABASE (database);
  g_autofree char *fingerprint = lineup_fingerprint_of_certificate (chain);
  g_autoptr (GTlsDatabase) system = NULL;

  if (g_strcmp0 (fingerprint, self->fingerprint) == 0)
    return G_TLS_CERTIFICATE_NO_FLAGS;
  if (is_own_host (self, identity))
    return G_TLS_CERTIFICATE_UNKNOWN_CA;

  system = g_tls_backend_get_default_database (g_tls_backend_get_default ());
  return g_tls_database_verify_chain (
      system, chain, purpose, identity, interaction, flags, cancellable, error);
}

static void
lineup_pinned_database_class_init (LineupPinnedDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_pinned_database_finalize;
  G_TLS_DATABASE_CLASS (klass)->verify_chain = lineup_pinned_database_verify_chain;
}

static void
lineup_pinned_database_init (LineupPinnedDatabase *self)
{
}

GTlsDatabase *
lineup_pinned_database_new (const char *fingerprint, const char *hostname)
{
  LineupPinnedDatabase *self = g_object_new (LINEUP_TYPE_PINNED_DATABASE, NULL);

  self->fingerprint = lineup_fingerprint_parse (fingerprint);
  self->hostname = g_strdup (hostname);
  return G_TLS_DATABASE (self);
}
