using NoInstr;

namespace Tracer.Hooks;

/// <summary>What a thread is at, as far as the tracer is concerned.</summary>
internal enum TracerState
{
    /// <summary>
    /// The hook is at work on this thread, so what calls it now is cut off. Everything instrumentable calls it; therefore no scope may be open
    /// while this does not hold.
    /// </summary>
    [ScopeRequires]
    Entered,
}
