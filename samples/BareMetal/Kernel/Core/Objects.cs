using System.Runtime.CompilerServices;

namespace System;

public class Object;

public abstract class ValueType;

public abstract class Enum : ValueType;

public sealed class String;

public abstract class Type;

public abstract class Array
{
    public extern int Length
    {
        [MethodImpl(MethodImplOptions.InternalCall)]
        get;
    }
}

public abstract class Delegate;

public abstract class MulticastDelegate : Delegate;

public delegate void Action();
