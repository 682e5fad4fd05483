/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lineup_test_certificate_new:
 * @name: an address, or a host's name
 * @days: how long it is good; 0: it expires within a second
 *
 * Makes a certificate that signs itself, with its key; needs the `openssl` program.
 *
 * Returns: (transfer full): the certificate, another one each time
 */
GTlsCertificate *lineup_test_certificate_new (const char *name, guint days);

/**
 * lineup_test_certificate_get_fingerprint:
 * @certificate: a certificate
 *
 * Returns: (transfer full): its SHA-256 fingerprint as openssl prints it: `AB:CD:…`
 */
char *lineup_test_certificate_get_fingerprint (GTlsCertificate *certificate);

/**
 * lineup_test_certificate_write:
 * @certificate: a certificate with its key
 * @directory: where to
 *
 * Writes a certificate and its key into one file, for a server.
 *
 * Returns: (transfer full): the file's path
 */
char *lineup_test_certificate_write (GTlsCertificate *certificate, const char *directory);

G_END_DECLS
