namespace System;

// The compiler knows what is in these: it needs their names alone.

public struct Void;

public struct Boolean;

public struct Char;

public struct SByte;

public struct Byte;

public struct Int16;

public struct UInt16;

public struct Int32;

public struct UInt32
{
    public const uint MaxValue = 0xFFFF_FFFF;
}

public struct Int64;

public struct UInt64
{
    public const ulong MaxValue = 0xFFFF_FFFF_FFFF_FFFF;
}

public struct IntPtr;

public struct UIntPtr;

public struct Single;

public struct Double;

public struct RuntimeTypeHandle;

public struct RuntimeMethodHandle;

public struct RuntimeFieldHandle;
