/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-ctl-command.h"

G_BEGIN_DECLS

/* The commands that are parts of "guide". */
extern const LineupCtlCommand lineup_ctl_guide_sync;
extern const LineupCtlCommand lineup_ctl_guide_cancel;
extern const LineupCtlCommand lineup_ctl_guide_sources;
extern const LineupCtlCommand lineup_ctl_guide_match;
extern const LineupCtlCommand lineup_ctl_guide_suggest;

G_END_DECLS
