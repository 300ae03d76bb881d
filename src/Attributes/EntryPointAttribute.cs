using System;
using System.Collections.Generic;

namespace NoInstr;

/// <summary>Declares a method that hardware or assembly enters. On entry the listed states are established, all others are not.</summary>
/// <remarks>
/// <para>
/// An entry point must be <see cref="NoInstrAttribute">noinstr</see> (NOINSTR304). At each return every state must be as it was at the
/// start (NOINSTR405). The list may be empty.
/// </para>
/// <para>
/// Kernel counterpart: the C functions that the assembly of arch/x86/entry/entry_64.S calls, such as <c>do_syscall_64</c>
/// (arch/x86/entry/syscall_64.c), and what <c>DEFINE_IDTENTRY*</c> defines (arch/x86/include/asm/idtentry.h).
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class EntryPointAttribute : Attribute
{
    /// <summary>Declares an entry point.</summary>
    /// <param name="established">The states that are established on entry, members of enums.</param>
    public EntryPointAttribute(params object[] established) => Established = established ?? [];

    /// <summary>The states that are established on entry.</summary>
    public IReadOnlyList<object> Established { get; }

    /// <summary>
    /// The entry point may interrupt anything, as an interrupt or an NMI does: the states that are not listed are unknown on entry.
    /// </summary>
    /// <remarks>
    /// There is no caller to pass a demand to. To require an unlisted state without establishing it first is a finding (NOINSTR401,
    /// NOINSTR402, NOINSTR403 or NOINSTR406, by the demand). <see cref="EnsuresAttribute">Ensures</see> is the contract for a state
    /// that may already hold.
    /// </remarks>
    public bool AnyContext { get; set; }
}
