update person set username_was_taken = true where username = 'ana';
