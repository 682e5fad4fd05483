/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-source-factory.h"

#include "lineup-error.h"
#include "lineup-xtream-source.h"

static LineupSource *
make_xtream (const LineupSourceAccess *access, LineupHosts *hosts)
{
  return lineup_xtream_source_new (access->url,
                                   access->credentials->username,
                                   access->credentials->password,
                                   access->user_agent,
                                   access->accept_certificate,
                                   hosts);
}

LineupSource *
lineup_source_factory_make (const LineupSourceAccess *access, LineupHosts *hosts, GError **error)
{
  static LineupSource *(*const makers[]) (const LineupSourceAccess *, LineupHosts *) = {
    [LINEUP_SOURCE_TYPE_XTREAM] = make_xtream,
  };

  if ((guint)access->type >= G_N_ELEMENTS (makers))
    {
      g_set_error (error,
                   LINEUP_ERROR,
                   LINEUP_ERROR_INVALID_ACCOUNT,
                   "Nobody knows how to fetch from a source of type %u",
                   (guint)access->type);
      return NULL;
    }
  return makers[access->type](access, hosts);
}
