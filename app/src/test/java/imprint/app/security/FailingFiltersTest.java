package imprint.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import imprint.workflows.audit.AuditTrail;
import jakarta.servlet.FilterChain;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.servlet.ModelAndView;

class FailingFiltersTest {

    private final List<Exception> answered = new ArrayList<>();
    private final FailingFilters filter = new FailingFilters(new Refusals(
            (_, _, _, failure) -> {
                answered.add(failure);
                return new ModelAndView();
            },
            mock(AuditTrail.class)));

    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final CannotCreateTransactionException failure =
            new CannotCreateTransactionException("no connection", new SQLTransientConnectionException());
    private final FilterChain failing = (_, _) -> {
        throw failure;
    };

    @Test
    void answersWhenWhoAsksCannotBeLookedUp() throws Exception {
        filter.doFilter(new MockHttpServletRequest(), response, failing);

        assertThat(answered).containsExactly(failure);
    }

    @Test
    void addsNothingToAnAnswerThatHasBegun() {
        response.setCommitted(true);

        assertThatThrownBy(() -> filter.doFilter(new MockHttpServletRequest(), response, failing))
                .isSameAs(failure);
        assertThat(answered).isEmpty();
    }
}
