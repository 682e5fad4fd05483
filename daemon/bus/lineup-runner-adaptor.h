/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-desktop-search.h"
#include "lineup-desktop-skeletons.h"

G_BEGIN_DECLS

/**
 * lineup_runner_adaptor_new:
 * @search: the search
 *
 * Returns: (transfer full): `org.kde.krunner1`, to be exported at %LINEUP_RUNNER_PATH
 */
LineupDesktopRunner *lineup_runner_adaptor_new (LineupDesktopSearch *search);

G_END_DECLS
