Console.WriteLine("EntryModel");
