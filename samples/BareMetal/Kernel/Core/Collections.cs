namespace System.Collections.Generic;

/// <summary>The NoInstr attributes show their lists as one. No code of the kernel does.</summary>
public interface IReadOnlyList<out T>
{
    int Count { get; }

    T this[int index] { get; }
}
