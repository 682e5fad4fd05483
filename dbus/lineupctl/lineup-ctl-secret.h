/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lineup_ctl_secret_has_password:
 * @url: an address as people paste it
 *
 * Returns: whether it carries a password, and so all that is needed
 */
gboolean lineup_ctl_secret_has_password (const char *url);

/**
 * lineup_ctl_secret_check_url:
 * @url: an address that was given as an argument
 * @error: what to do instead
 *
 * Arguments of a program can be read by every user of the machine, and shells keep them.
 *
 * Returns: whether it carries no credentials
 */
gboolean lineup_ctl_secret_check_url (const char *url, GError **error);

/**
 * lineup_ctl_secret_refuse:
 * @error: (out): says why a password is no argument, without saying it again
 */
void lineup_ctl_secret_refuse (GError **error);

/**
 * lineup_ctl_secret_ask_credentials:
 * @settings: settings of an account
 * @error: why there are none
 *
 * Asks for the user name, unless @settings has it, and for the password, and adds them.
 *
 * Returns: whether both are there
 */
gboolean lineup_ctl_secret_ask_credentials (GVariantDict *settings, GError **error);

G_END_DECLS
