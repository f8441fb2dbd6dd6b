#pragma once
// Lock is declared with the public headers, since some of their classes hold one.

#include <janus/detail/lock.hpp>
