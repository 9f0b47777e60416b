-- Whoever asks in the name of an enrolled device no longer takes it out of the fleet: it is flagged, and stays enrolled.
update device set state = 'ENROLLED' where held_back = 'LOST_CREDENTIAL';
