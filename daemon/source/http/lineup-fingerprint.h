/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lineup_fingerprint_parse:
 * @text: a SHA-256 fingerprint as people have it from a browser or from openssl: hexadecimal digits
 *   in either case, with or without colons or blanks between the bytes
 *
 * Returns: (transfer full): its 64 digits in lower case, or %NULL if it is none
 */
char *lineup_fingerprint_parse (const char *text);

/**
 * lineup_fingerprint_of_certificate:
 * @certificate: a certificate
 *
 * Returns: (transfer full): its SHA-256 fingerprint, in the form of lineup_fingerprint_parse()
 */
char *lineup_fingerprint_of_certificate (GTlsCertificate *certificate);

G_END_DECLS
