/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupCountry:
 *
 * A country as two letters of ISO 3166 in lower case, the first times 256 and the second;
 * %LINEUP_COUNTRY_UNKNOWN for none. For any thread, as all that is here.
 */
typedef guint16 LineupCountry;

/* Code: of no country. */
#define LINEUP_COUNTRY_UNKNOWN 0

/**
 * lineup_country_from_name:
 * @name: of a channel, as `FR: TF1`, `FR | TF1`, `|FR| TF1`, `[FR] TF1` or `FR - TF1`
 * @rest: (out) (optional): where the name goes on behind its country, its beginning if there is
 * none
 *
 * Returns: the country in front of a name
 */
LineupCountry lineup_country_from_name (const char *name, const char **rest);

/**
 * lineup_country_from_group:
 * @group: (nullable): name of a category, as `FR | Sport`, `FR` or `France HD`
 *
 * Returns: the country that it begins with
 */
LineupCountry lineup_country_from_group (const char *group);

/**
 * lineup_country_from_id:
 * @id: (nullable): of a channel of a guide, as `TF1.fr` or `TF1.fr@HD`
 *
 * Returns: the country at its end
 */
LineupCountry lineup_country_from_id (const char *id);

G_END_DECLS
