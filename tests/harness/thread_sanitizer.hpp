#pragma once
// What the thread sanitizer cannot know: libstdc++ counts the holders of an exception in code that
// is not built with it, so the last one's release looks as if nobody had been waited for. To be
// included by one file of a program.

#if defined(__SANITIZE_THREAD__)
extern "C" char const* __tsan_default_suppressions();
extern "C" char const* __tsan_default_suppressions()
{
    return "race:^std::__exception_ptr::exception_ptr::_M_release";
}
#endif
