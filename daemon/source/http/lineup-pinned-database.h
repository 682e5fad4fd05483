/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_PINNED_DATABASE (lineup_pinned_database_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupPinnedDatabase, lineup_pinned_database, LINEUP, PINNED_DATABASE, GTlsDatabase)

/**
 * LineupPinnedDatabase:
 *
 * Whom to trust when a person vouches for one certificate of a panel: from the panel's own host
 * that certificate and no other, whoever has signed it; from any other host, where a redirect may
 * lead, also what the system's authorities have signed. When the certificate expires and whose name
 * it carries is nothing to the person's word.
 */

/**
 * lineup_pinned_database_new:
 * @fingerprint: SHA-256 fingerprint of the certificate; one that is none matches nothing
 * @hostname: the panel's
 *
 * Returns: (transfer full): a database
 */
GTlsDatabase *lineup_pinned_database_new (const char *fingerprint, const char *hostname);

G_END_DECLS
