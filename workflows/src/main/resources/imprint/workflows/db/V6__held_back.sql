-- Why a new device waits for an administrator, whatever join token it shows.
alter table device add held_back text;
