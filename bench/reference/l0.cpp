// L0: the engine with mailboxes that only one thread may use.
#define REFERENCE_SHARED 0
#include "workloads.hpp"
