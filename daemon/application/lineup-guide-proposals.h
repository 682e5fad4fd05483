/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-sync.h"
#include "lineup-account.h"
#include "lineup-guide-choices.h"
#include "lineup-secret-store.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_GUIDE_PROPOSALS (lineup_guide_proposals_get_type ())
G_DECLARE_FINAL_TYPE (
    LineupGuideProposals, lineup_guide_proposals, LINEUP, GUIDE_PROPOSALS, GObject)

/**
 * LINEUP_GUIDE_PROPOSALS_PREFIX:
 *
 * What ids of guides begin with that a playlist names.
 */
#define LINEUP_GUIDE_PROPOSALS_PREFIX "playlist-"

/**
 * LINEUP_GUIDE_PROPOSALS_MAX:
 *
 * Number of guides of one playlist that are proposed: some name a hundred and more.
 */
#define LINEUP_GUIDE_PROPOSALS_MAX 16

/**
 * LineupGuideProposals:
 *
 * The guides that an account's playlist names, when it last came whole. Whoever made the list says
 * where they are, which may be anywhere, so none is asked for before a person says so: then it is a
 * source like others, with the address that it had at that moment, whatever the list says later. An
 * id stays with its address for as long as the list names it. For the main thread.
 */

/**
 * lineup_guide_proposals_new:
 * @account: the settings
 * @secrets: has addresses of guides that are no proposals any more
 * @choices: what a person has said so far
 * @sync: has the playlist read
 * @path: of the file that it is kept in
 *
 * Returns: (transfer full): proposals, which are not known yet
 */
LineupGuideProposals *lineup_guide_proposals_new (LineupAccount *account,
                                                  LineupSecretStore *secrets,
                                                  LineupGuideChoices *choices,
                                                  LineupAccountSync *sync,
                                                  const char *path);

/**
 * lineup_guide_proposals_get_address:
 * @self: proposals
 * @id: of a source
 *
 * Returns: (transfer none) (nullable): where a guide is that is proposed, a secret; %NULL if no
 * such one is
 */
const char *lineup_guide_proposals_get_address (LineupGuideProposals *self, const char *id);

/**
 * lineup_guide_proposals_foreach:
 * @self: proposals
 * @func: (scope call): is told of each, in the order of the list
 * @user_data: data for it
 */
void lineup_guide_proposals_foreach (LineupGuideProposals *self,
                                     LineupChosenSourceFunc func,
                                     gpointer user_data);

/**
 * LineupGuideProposals::changed:
 * @self: the proposals
 *
 * Others are proposed.
 */

G_END_DECLS
