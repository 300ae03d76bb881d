using System.Runtime.CompilerServices;

namespace NoInstr;

/// <summary>Opens and closes an instrumentation scope: a stretch of a noinstr body where instrumentable code may be called.</summary>
/// <remarks>
/// <para>
/// Either write <see cref="Begin"/> and <see cref="End"/>, or <c>using var _ = InstrumentationScope.Open();</c>, which also closes the
/// scope when an exception leaves it (NOINSTR206). A scope is a statement to the analyzer and does nothing at run time: the JIT leaves no
/// code of it in an optimised build. The calls stay in the IL, where a checker of compiled assemblies can see them.
/// </para>
/// <para>
/// A scope that is open at a return is NOINSTR201, an end without a begin NOINSTR202, and a depth that differs between the paths that
/// meet NOINSTR203. A scope inside another is NOINSTR204, and one that encloses nothing instrumentable NOINSTR205. A scope may need an
/// entry state, as <see cref="ScopeRequiresAttribute"/> says (NOINSTR401, NOINSTR408).
/// </para>
/// <para>Kernel counterpart: include/linux/instrumentation.h.</para>
/// </remarks>
public readonly ref struct InstrumentationScope
{
    // Not [Conditional]: that would take the calls out of the IL. Empty and inlined is what makes them free.

    /// <summary>Opens a scope: <c>instrumentation_begin()</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Begin()
    {
    }

    /// <summary>Closes the scope that was opened last: <c>instrumentation_end()</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void End()
    {
    }

    /// <summary>Opens a scope that <see cref="Dispose"/> closes.</summary>
    /// <returns>The scope, for a <c>using</c>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static InstrumentationScope Open() => default;

    /// <summary>Closes the scope.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose()
    {
    }
}
