# SPDX-License-Identifier: LGPL-2.1-or-later
# What can come next, lineupctl itself knows best.
function __lineupctl_complete
    set -l before (commandline -opc)
    set -l typed (commandline -ct)
    lineupctl complete -- $before[2..-1] "$typed" 2>/dev/null
end
complete -c lineupctl -f -a '(__lineupctl_complete)'
